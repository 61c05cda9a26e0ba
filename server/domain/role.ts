// What a person may be, and in what kind of office.
export type Role = 'filler' | 'school-head' | 'center-reviewer' | 'county-reviewer' | 'county-designer' | 'clerk' | 'city-viewer';
export type OfficeKind = 'city' | 'bureau' | 'center' | 'school' | 'township';
