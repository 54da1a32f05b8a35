import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { AppError } from '../errors/app-error.js';

/** Reads an id out of a path. What is no UUID names nothing, and is not found like any other id that names nothing. */
@Injectable()
export class IdParamPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (isUUID(value)) return String(value);
    throw new AppError('request.not_found');
  }
}
