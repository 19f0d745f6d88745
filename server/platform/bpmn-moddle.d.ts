/** What we use of bpmn-moddle, which declares its elements but not its entrance. */
declare module 'bpmn-moddle' {
  type Element = {
    $type: string;
    $parent?: Element;
    $attrs: Record<string, string>;
    $instanceOf?: (type: string) => boolean;
    get: (name: string) => unknown;
    set: (name: string, value: unknown) => void;
    [property: string]: unknown;
  };
  export class BpmnModdle {
    constructor(packages: Record<string, unknown>);
    create(type: string, properties: Record<string, unknown>): Element;
    fromXML(xml: string): Promise<{ rootElement: Element; warnings: { message: string }[] }>;
    toXML(element: Element, options: { format: boolean }): Promise<{ xml: string }>;
  }
}
