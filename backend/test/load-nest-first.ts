// CommonJS Nest libraries (throttler, nestjs-pino) die with "Cannot require() ES Module in a cycle"
// under jest unless the ESM core of Nest is loaded before them.
import '@nestjs/common';
import '@nestjs/core';
