import { type Node, type ObjectWithArgs, type RangeVar, type TypeName } from 'libpg-query';

/** A table's name without `public`, in which everything of ours lies. */
export function tableName(relation: RangeVar | undefined): string {
  const schema = relation?.schemaname ?? 'public';
  return schema === 'public' ? (relation?.relname ?? '?') : `${schema}.${relation?.relname ?? '?'}`;
}

/** A qualified name without `public`. */
export function nameOf(parts: Node[] | undefined): string {
  const words = (parts ?? []).flatMap((part) => ('String' in part ? [part.String.sval ?? ''] : []));
  return words.filter((word, index) => !(index === 0 && word === 'public' && words.length > 1)).join('.');
}

/** A list of names, as DROP has them: a list of words each, a function with its types, or a type. */
export function droppedNames(objects: Node[] | undefined): string[] {
  return (objects ?? []).map((object) => {
    if ('List' in object) return nameOf(object.List.items);
    if ('ObjectWithArgs' in object) return signatureOf(object.ObjectWithArgs);
    if ('TypeName' in object) return nameOf(object.TypeName.names);
    return 'String' in object ? (object.String.sval ?? '?') : '?';
  });
}

/** `f(text, int4)`, or `f` where the statement names no types and so means the only one. */
export function signatureOf({ objname, objargs, args_unspecified: isBare }: ObjectWithArgs): string {
  if (isBare) return nameOf(objname);
  const types = (objargs ?? []).map((type) => ('TypeName' in type ? typeName(type.TypeName) : '?'));
  return `${nameOf(objname)}(${types.join(', ')})`;
}

/** The last word says which type it is: `int4` and `pg_catalog.int4` are the same. */
export function typeName({ names, arrayBounds }: TypeName): string {
  return `${nameOf(names).split('.').at(-1) ?? '?'}${arrayBounds ? '[]' : ''}`;
}
