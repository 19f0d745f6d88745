import css from './person-name.module.css';

type PersonNameProps = { person: { name: string; post?: string | null }; withPost?: boolean };

/** The first letter, as a picture of the person. */
export function Avatar({ name }: { name: string }) {
  return (
    <span className={css.avatar} aria-hidden>
      {[...name][0]?.toUpperCase()}
    </span>
  );
}

/** A person as everywhere: avatar and name, with the post when asked for. */
export function PersonName({ person, withPost }: PersonNameProps) {
  return (
    <span className={css.person} title={person.post ?? undefined}>
      <Avatar name={person.name} />
      <span>{person.name}</span>
      {withPost && person.post ? <span className={css.post}>{person.post}</span> : null}
    </span>
  );
}
