import { Module } from '@nestjs/common';
import { DocsAccess } from './docs-access.service.js';
import { DocsController } from './docs.controller.js';

/** Who may read the API's docs where strangers can reach them. */
@Module({ controllers: [DocsController], providers: [DocsAccess] })
export class DocsModule {}
