import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { apiDocument } from './api-document.js';

export const DOCS_PATH = '/docs';

/** Serves Swagger UI at `/docs` and the document at `/docs/openapi.json`. */
export function mountDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup(DOCS_PATH, app, () => apiDocument(app), {
    jsonDocumentUrl: `${DOCS_PATH}/openapi.json`,
    raw: ['json'],
    customSiteTitle: 'BharatPrint API',
    swaggerOptions: { persistAuthorization: true, tryItOutEnabled: true },
  });
}
