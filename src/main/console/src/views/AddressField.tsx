import { wrongAddress } from '../core/letter';
import { Field } from '../ui/Field';
import { useWords } from './context';

/** Addresses as people type them; what is none is named. */
export function AddressField(props: { readonly label: string; readonly value: string; readonly testId: string; readonly readOnly: boolean; readonly onChange: (value: string) => void }) {
  const words = useWords();
  const wrong = wrongAddress(props.value);
  return (
    <Field label={props.label} {...(wrong === undefined ? {} : { hint: words.t('reply.badCc', { address: wrong }) })}>
      {(ids) => (
        <input {...ids} className="form-control" aria-invalid={wrong !== undefined} value={props.value} readOnly={props.readOnly} onChange={(e) => props.onChange(e.target.value)} data-testid={props.testId} />
      )}
    </Field>
  );
}
