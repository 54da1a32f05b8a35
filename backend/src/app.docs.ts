import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

export const DOCS_PATH = '/docs';

/** Serves Swagger UI at `/docs` and the document at `/docs/openapi.json`. */
export function mountDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup(DOCS_PATH, app, () => openApiDocument(app), {
    jsonDocumentUrl: `${DOCS_PATH}/openapi.json`,
    customSiteTitle: 'BharatPrint API',
    swaggerOptions: { persistAuthorization: true, tryItOutEnabled: true },
  });
}

function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('BharatPrint API')
    .setDescription(
      'Accounts of Indian print shops. "Authorize" with `bearer`, the token that `POST /auth/verify-clerk-token` gives; ' +
        'that route itself wants a Clerk session token as `clerk`. Errors are RFC 9457 problems with a `code`.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A Clerk session token' }, 'clerk')
    .build();
  return SwaggerModule.createDocument(app, config);
}
