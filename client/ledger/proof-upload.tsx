import { FilePdfOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxFileBytes } from '../../server/domain/file-kind.js';
import type { FileView } from '../../server/domain/ledger-views.js';
import { useTroubleWords } from '../deeds/trouble-words.js';

/** A file on its way; `id` is set once it is kept, `fault` when it is refused. */
export type ProofFile = { key: number; name: string; picture: string; part: number; id: string; fault: string };

/** Photos and scans as proof: taken with the camera of a phone or chosen, sent at once, each with its progress. */
export function ProofUpload({
  atLeast,
  hint,
  fault,
  files,
  send,
  onFiles,
}: {
  atLeast: number;
  hint: string;
  fault: string | undefined;
  files: ProofFile[];
  send: (file: File, onProgress: (part: number) => void) => Promise<FileView>;
  onFiles: (change: (files: ProofFile[]) => ProofFile[]) => void;
}) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const picker = useRef<HTMLInputElement>(null);
  const [next, setNext] = useState(1);
  const pictures = useRef<string[]>([]);
  useEffect(() => () => pictures.current.forEach((address) => URL.revokeObjectURL(address)), []);
  const set = (key: number, part: Partial<ProofFile>) => onFiles((now) => now.map((file) => (file.key === key ? { ...file, ...part } : file)));
  function add(chosen: File[]) {
    setNext(next + chosen.length);
    chosen.forEach((file, index) => {
      const key = next + index;
      const picture = file.type.startsWith('image/') ? URL.createObjectURL(file) : '';
      if (picture) pictures.current.push(picture);
      const tooLarge = file.size > maxFileBytes ? t('proof.tooLarge', { megabytes: maxFileBytes / 1024 / 1024 }) : '';
      onFiles((now) => [...now, { key, name: file.name, picture, part: 0, id: '', fault: tooLarge }]);
      if (tooLarge) return;
      send(file, (part) => set(key, { part })).then(
        ({ id }) => set(key, { id, part: 1 }),
        (error: unknown) => set(key, { fault: words(error).text }),
      );
    });
  }
  return (
    <div className="sheet-field">
      <span id="proofs-label">
        {t('proof.title')}
        {atLeast > 0 && (
          <span className="needed" aria-hidden>
            {' '}
            *
          </span>
        )}
      </span>
      <div>
        <input
          ref={picker}
          type="file"
          className="unseen"
          tabIndex={-1}
          multiple
          accept="image/jpeg,image/png,image/webp,application/pdf"
          aria-labelledby="proofs-label"
          onChange={(event) => {
            add([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        {files.length > 0 && (
          <ul className="proofs">
            {files.map((file) => (
              <li key={file.key} className="proof">
                {file.picture ? <img src={file.picture} alt="" /> : <FilePdfOutlined className="proof-pdf" aria-hidden />}
                <span>{file.name}</span>
                {file.fault ? (
                  <span className="sheet-field-fault" role="alert">
                    {file.fault}
                  </span>
                ) : (
                  !file.id && (
                    <Progress percent={Math.round(file.part * 100)} size="small" showInfo={false} aria-label={t('proof.sending', { name: file.name })} />
                  )
                )}
                <button
                  type="button"
                  className="issue-link"
                  aria-label={t('proof.removeFile', { name: file.name })}
                  onClick={() => onFiles((now) => now.filter(({ key }) => key !== file.key))}
                >
                  {t('proof.remove')}
                </button>
              </li>
            ))}
          </ul>
        )}
        <Button onClick={() => picker.current?.click()}>{t('proof.choose')}</Button>
        <p className={fault ? 'sheet-field-fault' : 'quiet'}>
          {fault ?? [hint, t(atLeast > 0 ? 'proof.atLeast' : 'proof.optional', { count: atLeast })].filter(Boolean).join(t('listComma'))}
        </p>
      </div>
    </div>
  );
}
