import { type FastifyRequest } from 'fastify';
import { type AuthUser } from '../auth/auth-user.js';

/** A request and who our guards found behind it. */
export interface ApiRequest extends FastifyRequest {
  user?: AuthUser;
  /** The bytes of a JSON body: what webhooks sign. */
  rawBody?: Buffer;
}
