import { parquetSchema, type FileMetaData, type SchemaElement, type SchemaTree } from 'hyparquet';

/** A column of cells: where it lies in the values of a top-level column, and what it means. */
export interface ParquetColumn {
  readonly name: string;
  readonly path: readonly string[];
  readonly element: SchemaElement;
}

const deepest = 5;

/** Groups become `a.b` as in JSON; lists and maps, and groups of groups beyond five levels, are one column of JSON. */
export const columnsOf = (metadata: FileMetaData): ParquetColumn[] => parquetSchema(metadata).children.flatMap((child) => leaves(child, []));

function leaves(tree: SchemaTree, above: readonly string[]): ParquetColumn[] {
  const path = [...above, tree.element.name];
  const isGroup = tree.children.length > 0 && tree.element.repetition_type !== 'REPEATED' && tree.element.converted_type === undefined && tree.element.logical_type === undefined;
  if (isGroup && path.length < deepest) return tree.children.flatMap((child) => leaves(child, path));
  return [{ name: path.join('.'), path, element: tree.element }];
}

/** True where a column can be read in parts: one value a row, none of them nested. */
export const isFlat = (metadata: FileMetaData): boolean => parquetSchema(metadata).children.every((child) => child.children.length === 0 && child.element.repetition_type !== 'REPEATED');

/**
 * The same file as the reading library should see it: decimals as the integers and bytes that they are, because it would make floating
 * point of them, and kinds that it refuses as plain bytes.
 */
export function asStored(metadata: FileMetaData): FileMetaData {
  const unread = new Set(['DECIMAL', 'BSON', 'INTERVAL']);
  return {
    ...metadata,
    schema: metadata.schema.map((element) => {
      if (!unread.has(element.converted_type ?? '') && element.logical_type?.type !== 'DECIMAL') return element;
      const { converted_type: _type, logical_type: _logical, ...stored } = element;
      return stored;
    }),
  };
}
