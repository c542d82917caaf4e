import fastifySwagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

/** Describes every route in OpenAPI 3.1 from its schemas. An empty schema fails at start. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Hindcast', version: '1', description: 'Sales and marketing analysis that shows its record. Failures are RFC 9457 problems.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'hindcast' } } },
      security: [{ session: [] }],
    },
    transform: ({ schema, url }) => ({ schema: jsonSchemas(schema ?? {}, url), url }),
  });
}

function jsonSchemas(schema: object, url: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).map(([part, value]) => {
    if (part === 'response') return [part, answersOf(value as Record<string, unknown>, url)];
    return [part, value instanceof z.ZodType ? jsonSchemaOf(value, 'input', `${url} ${part}`) : value];
  }));
}

const answersOf = (answers: Record<string, unknown>, url: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(answers).map(([status, schema]) => [status, schema instanceof z.ZodType ? answerOf(status, schema, url) : schema]));

function answerOf(status: string, schema: z.ZodType, url: string): unknown {
  const type = status === 'default' ? 'application/problem+json' : 'application/json';
  return { description: status === 'default' ? 'A problem' : 'The answer', content: { [type]: { schema: jsonSchemaOf(schema, 'output', `${url} ${status}`) } } };
}

/** JSON Schema of a zod schema. Throws where it says nothing at all: what can be anything is not described. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output', where: string): Record<string, unknown> {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) as Record<string, unknown>;
  if (Object.keys(described).length === 0) throw new Error(`The schema of ${where} is empty.`);
  return described;
}
