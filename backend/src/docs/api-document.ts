import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { API_DESCRIPTION, API_TAGS } from './api-description.js';
import { completeOperation } from './complete-operation.js';
import { operationsOf } from './operations.js';

/** The OpenAPI document of every route the app has, the same in every environment. */
export function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, configuration(), {
    // `usersMe` rather than `UsersController_me`: generated clients show these names.
    operationIdFactory: (controller, method) =>
      `${lowerFirst(controller.replace(/Controller$/, ''))}${upperFirst(method)}`,
  });
  for (const operation of operationsOf(document)) completeOperation(operation);
  return { ...document, tags: tagsOf(document) };
}

function configuration(): ReturnType<DocumentBuilder['build']> {
  return new DocumentBuilder()
    .setTitle('BharatPrint API')
    .setDescription(API_DESCRIPTION)
    .setVersion('1')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The app token, which `POST /auth/verify-clerk-token` gives',
    })
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A Clerk session token' },
      'clerk',
    )
    .build();
}

/** Only groups that have a route, in our order; a new group comes last until it is described. */
function tagsOf(document: OpenAPIObject): { name: string; description?: string }[] {
  const used = new Set(operationsOf(document).flatMap(({ operation }) => operation.tags ?? []));
  const described = API_TAGS.filter(({ name }) => used.has(name));
  const others = [...used].filter((name) => !API_TAGS.some((tag) => tag.name === name));
  return [...described, ...others.map((name) => ({ name }))];
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
