import { type FastifyRequest } from 'fastify';
import { ClerkRefusal } from './errors.ts';
import { type Metadata } from '../state/records.ts';
import { type EventOrigin } from '../webhooks.ts';

export type Fields = Partial<Record<string, unknown>>;

/** The body's fields, or the query's; unknown ones are there too and are to be ignored. */
export function bodyOf(request: FastifyRequest): Fields {
  return isRecord(request.body) ? request.body : {};
}

export function queryOf(request: FastifyRequest): Fields {
  return isRecord(request.query) ? request.query : {};
}

export function paramOf(request: FastifyRequest, name: string): string {
  const value = (request.params as Fields)[name];
  return typeof value === 'string' ? value : '';
}

/** A text field that is there and not empty, else undefined. */
export function optionalText(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @throws ClerkRefusal `form_param_missing` */
export function requiredText(fields: Fields, name: string): string {
  const value = optionalText(fields, name);
  if (value !== undefined) return value;
  throw new ClerkRefusal('form_param_missing', { param: name, longMessage: `${name} must be included.` });
}

/** A field given once, repeated, as `name[]`, or not at all. */
export function textList(fields: Fields, name: string): string[] {
  const value = fields[name] ?? fields[`${name}[]`];
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === 'string' && item !== '');
}

/** Metadata, which forms carry as JSON text and the Backend API as an object. */
export function metadataOf(fields: Fields, name: string): Metadata | undefined {
  const value = fields[name];
  if (isRecord(value)) return value;
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    if (isRecord(parsed)) return parsed;
  } catch {
    // Not JSON: refused below like any other value that is no object.
  }
  throw new ClerkRefusal('form_param_value_invalid', {
    param: name,
    longMessage: `${name} must be an object.`,
  });
}

/** @throws ClerkRefusal unless the call names the one way in that this instance has */
export function requirePhoneCode(fields: Fields): void {
  const strategy = requiredText(fields, 'strategy');
  if (strategy === 'phone_code') return;
  throw new ClerkRefusal('form_param_value_invalid', {
    param: 'strategy',
    longMessage: `${strategy} does not match one of the allowed values for parameter strategy`,
  });
}

export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

export function eventOriginOf(request: FastifyRequest): EventOrigin {
  return { clientIp: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
