// What editing a definition costs where it is drawn from the language by a form library as it comes: its columns as a list of settings.
import AntdForm from '@rjsf/antd';
import type { RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

const count = Number(new URLSearchParams(location.search).get('columns'));
const schema: RJSFSchema = {
  type: 'object',
  properties: {
    columns: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 120 },
          type: { enum: ['integer', 'decimal', 'string', 'boolean'] },
          minimum: { type: 'integer' },
          required: { type: 'boolean' },
        },
      },
    },
  },
};
const start = { columns: Array.from({ length: count }, (_, at) => ({ title: `栏目${at + 1}`, type: 'integer', minimum: 0, required: false })) };

function Page() {
  const [data, setData] = useState(start);
  return <AntdForm schema={schema} formData={data} validator={validator} onChange={({ formData }) => setData(formData as typeof start)} />;
}

createRoot(document.getElementById('root') as HTMLElement).render(<Page />);
