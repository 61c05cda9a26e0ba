// What can be looked at of each kind. Letters show their page in a part of their own.
import type { ComponentType } from 'react';
import { loaded } from '../loaded.js';
import type { FaceProps } from './face-props.js';

/** `key` names it in `design.preview.faces`. */
export type PreviewFace = { key: 'screen' | 'print' | 'workbook' | 'uses'; Component: ComponentType<FaceProps> };

const face = (key: PreviewFace['key'], load: () => Promise<{ Component: ComponentType<FaceProps> }>): PreviewFace => ({
  key,
  Component: loaded(load),
});
const uses = [face('uses', () => import('./uses-face.js'))];

const faces: { [kind: string]: PreviewFace[] } = {
  report: [
    face('screen', () => import('./screen-face.js')),
    face('print', () => import('./print-face.js')),
    face('workbook', () => import('./workbook-face.js')),
  ],
  'code-list': uses,
  life: uses,
  calendar: uses,
};

export const facesOf = (kind: string): PreviewFace[] => faces[kind] ?? [];
export const hasPreview = (kind: string): boolean => facesOf(kind).length > 0;
