import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { apiDocument } from './api-document.js';
import { DOCS_PATH, DOCUMENT_PATH, LEAVE_SCRIPT_PATH } from './docs-paths.js';
import { withEmptyFilters } from './empty-filters.js';
import { guardDocs } from './guard-docs.js';
import { SWAGGER_STYLES } from './swagger-styles.js';

/** Serves Swagger UI at `/docs` and the document at `/docs/openapi.json`: on a laptop to anybody, else to admins. */
export function mountDocs(app: NestFastifyApplication, isProduction: boolean): void {
  if (isProduction) guardDocs(app);
  let made: OpenAPIObject | undefined;
  const document = (): OpenAPIObject => (made ??= apiDocument(app));
  SwaggerModule.setup(DOCS_PATH, app, document, {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: DOCUMENT_PATH,
  });
  SwaggerModule.setup(DOCS_PATH, app, () => withEmptyFilters(document()), {
    raw: false,
    customSiteTitle: 'BharatPrint API',
    customCss: SWAGGER_STYLES,
    ...(isProduction && { customJs: LEAVE_SCRIPT_PATH }),
    swaggerOptions: {
      persistAuthorization: true,
      tryItOutEnabled: true,
      displayRequestDuration: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      filter: true,
    },
  });
}
