import sprite from 'bootstrap-italia/dist/svg/sprites.svg';

/** One icon of Bootstrap Italia's sprite, which is part of the build; with a title it is read out, without it is decoration. */
export function Icon({ name, title }: { readonly name: string; readonly title?: string }) {
  return (
    <svg className="icon" role={title === undefined ? undefined : 'img'} aria-hidden={title === undefined} aria-label={title}>
      <use href={`${sprite}#it-${name}`} />
    </svg>
  );
}
