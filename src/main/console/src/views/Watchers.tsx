import { useConsole } from './context';
import { useLoad } from './hooks';
import { SupervisionNote } from './Supervising';

/** The supervisors who take part in this talk of mine, where the installation shows them: beside every page, so that nobody listens unseen. */
export function Watchers({ contact }: { readonly contact: string }) {
  const { api, live } = useConsole();
  const touched = live.touched[contact] ?? 0;
  const all = useLoad(() => api.supervisions(), String(touched), contact);
  const here = all.value?.supervisions.filter((s) => s.contact === contact) ?? [];
  return (
    <>
      {here.map((s) => (
        <p key={s.supervisor.id} className="notice notice-info">
          <SupervisionNote session={s} />
        </p>
      ))}
    </>
  );
}
