// What a workbook of ours knows about itself, in its document properties: they outlive renaming, WPS and Excel.

export type SheetMeta = { definition: string; version: number; office: string; period: string };

/** The meta as custom document properties. */
export const propertiesOf = (meta: SheetMeta): { [name: string]: string | number } => ({
  'yibiao.definition': meta.definition,
  'yibiao.version': meta.version,
  'yibiao.office': meta.office,
  'yibiao.period': meta.period,
});

/** @returns null where any of them is missing: the file was not made here, or was typed anew. */
export function metaOf(properties: { [name: string]: unknown }): SheetMeta | null {
  const [definition, version, office, period] = ['definition', 'version', 'office', 'period'].map((name) => properties[`yibiao.${name}`]);
  const number = Number(version);
  if (typeof definition !== 'string' || typeof office !== 'string' || typeof period !== 'string' || !Number.isInteger(number)) return null;
  return { definition, version: number, office, period };
}
