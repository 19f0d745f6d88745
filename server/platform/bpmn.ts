import { BpmnModdle } from 'bpmn-moddle';

/** An element of a BPMN 2.0 file as it was read; what it refers to are elements again. */
export type BpmnElement = {
  readonly $type: string;
  /** Attributes of other namespaces. */
  readonly $attrs?: Readonly<Record<string, string>>;
  readonly $instanceOf?: (type: string) => boolean;
  readonly [property: string]: unknown;
};

/** An element to be written. What stands in a property as `{ to: id }` refers to the element of that id. */
export type BpmnDraft = { $type: string; [property: string]: unknown };
export type BpmnRef = { to: string };

/** Our own settings stand in `licheng:settings` of an element, as JSON. */
const licheng = {
  name: 'Licheng',
  prefix: 'licheng',
  uri: 'urn:licheng:workflow:1',
  xml: { tagAlias: 'lowerCase' },
  types: [{ name: 'Settings', superClass: ['Element'], properties: [{ name: 'body', type: 'String', isBody: true }] }],
};

const mostTags = 20_000;

/**
 * Reads a file; null when it is none. A document type is refused, so that there are no entities to resolve, and so is
 * a file of more elements than a person draws.
 */
export async function readBpmn(xml: string): Promise<BpmnElement | null> {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml) || xml.split('<', mostTags + 1).length > mostTags) return null;
  try {
    const { rootElement, warnings } = await new BpmnModdle({ licheng }).fromXML(xml);
    return warnings.some(({ message }) => /duplicate id|unparsable/i.test(message)) ? null : rootElement;
  } catch {
    // The parser tells what is wrong with a file by throwing.
    return null;
  }
}

type Made = ReturnType<BpmnModdle['create']>;

export async function writeBpmn(draft: BpmnDraft): Promise<string> {
  const moddle = new BpmnModdle({ licheng });
  const known = new Map<string, Made>();
  const pending: (() => void)[] = [];
  const toMade = (value: unknown): unknown => {
    if (!isDraft(value)) return value;
    const { $type, ...properties } = value;
    const made = moddle.create($type, {});
    if (typeof properties.id === 'string') known.set(properties.id, made);
    for (const [name, one] of Object.entries(properties)) {
      if (one === undefined) continue;
      if (isRefs(one)) pending.push(() => made.set(name, Array.isArray(one) ? one.map(resolve) : resolve(one)));
      else made.set(name, Array.isArray(one) ? one.map(toMade) : toMade(one));
    }
    return made;
  };
  const resolve = ({ to }: BpmnRef) => known.get(to);
  const root = toMade(draft) as Made;
  for (const settle of pending) settle();
  return (await moddle.toXML(root, { format: true })).xml;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isDraft = (value: unknown): value is BpmnDraft => isObject(value) && typeof value.$type === 'string';
const isRef = (value: unknown): value is BpmnRef => isObject(value) && typeof value.to === 'string';
const isRefs = (value: unknown): value is BpmnRef | BpmnRef[] =>
  isRef(value) || (Array.isArray(value) && value.length > 0 && value.every(isRef));
