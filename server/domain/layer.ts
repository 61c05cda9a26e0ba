// A level at which definitions are adapted.
/** `county` is the file layer the product brings for a county, `own` what the county changed itself, in the database. */
export type LayerKind = 'product' | 'province' | 'city' | 'county' | 'own';

/** `prefix` begins the keys a layer adds; '' for the product, and for a layer that may add none. */
export type Layer = { kind: LayerKind; id: string; title: string; prefix: string };
