/** `node launch-and-stay.ts <dataDir> <port>`: starts a server, prints its port, and watches over it until killed. */
import { startPostgres } from '../start-postgres.ts';

const [dataDir = '', port = '0'] = process.argv.slice(2);
const server = await startPostgres({ dataDir, port: Number(port) });
console.log(server.port);
await server.exited;
