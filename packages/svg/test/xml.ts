/**
 * A picture as a tree, by a strict XML parser.
 */
import { SaxesParser } from "saxes";

export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Node | string)[];
}

/** @throws If it is not well-formed. */
export function parse(xml: string): Node {
  const root: Node = { name: "", attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const node: Node = { name, attributes, children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (text) => void open.at(-1)?.children.push(text));
  parser.write(xml).close();
  return root.children.find((child) => typeof child !== "string")!;
}

/** The element and all below it. */
export function all(node: Node): Node[] {
  return [node, ...node.children.flatMap((child) => (typeof child === "string" ? [] : all(child)))];
}

/** The elements of a class. */
export function withClass(node: Node, name: string): Node[] {
  return all(node).filter(({ attributes }) => (attributes["class"] ?? "").split(" ").includes(name));
}

export function named(node: Node, name: string): Node[] {
  return all(node).filter((each) => each.name === name);
}

export function textOf({ children }: Node): string {
  return children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** The texts of an element, in order. */
export function texts(node: Node): string[] {
  return named(node, "text").map(textOf);
}
