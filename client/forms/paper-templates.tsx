import type { FieldTemplateProps, ObjectFieldTemplateProps } from '@rjsf/utils';
import { useContext } from 'react';
import { FormDeskContext } from './form-desk.js';

/** The record itself: its parts one below the other. */
export function PaperObject({ properties }: ObjectFieldTemplateProps) {
  return (
    <div className="sheet-parts">
      {properties.map((property) => (
        <div key={property.name} className="sheet-part">
          {property.content}
        </div>
      ))}
    </div>
  );
}

/** A single field as a line of the sheet: label, place to write, what is wrong with it. Tables and the record bring their own frame. */
export function PaperField({ id, label, children, schema, uiSchema, required, rawErrors, rawDescription }: FieldTemplateProps) {
  const note = useContext(FormDeskContext)?.notes[id.replace(/^cell\./, '')];
  if (schema.type === 'object' || uiSchema?.['ui:field']) return children;
  return (
    <div className="sheet-field">
      <label htmlFor={id}>
        {label}
        {required && (
          <span className="needed" aria-hidden>
            {' '}
            *
          </span>
        )}
      </label>
      <div>
        {children}
        {rawErrors && rawErrors.length > 0 ? (
          <p className="sheet-field-fault" id={`${id}__error`}>
            {rawErrors.join('　')}
          </p>
        ) : (
          rawDescription && (
            <p className="quiet" id={`${id}__description`}>
              {rawDescription}
            </p>
          )
        )}
        {note && <p className="quiet">{note}</p>}
      </div>
    </div>
  );
}
