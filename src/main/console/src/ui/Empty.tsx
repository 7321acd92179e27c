import { Icon } from './Icon';

/** What a list says when there is nothing in it. */
export function Empty({ icon, title, text }: { readonly icon: string; readonly title: string; readonly text?: string }) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p className="empty-title">{title}</p>
      {text !== undefined && <p>{text}</p>}
    </div>
  );
}
