/**
 * The lint rule `portable-math/exact`: only arithmetic that IEEE 754 defines to the bit.
 *
 * Engines differ in `Math.exp`, `Math.log`, `**` and their like. What is not in the list is refused, and so is `Math`
 * by itself, which could hide behind another name.
 */
const EXACT = new Set("abs ceil clz32 floor fround imul max min round sign sqrt trunc".split(" "));

/** @type {Parameters<import("oxlint/plugins-dev").RuleTester["run"]>[1]} */
const exact = {
  create(context) {
    /** @param {{ range: [number, number] }} node @param {string} what */
    const refuse = (node, what) =>
      context.report({ node, message: `${what} is not the same in every engine` });
    return {
      BinaryExpression(node) {
        if (node.operator === "**") refuse(node, "**");
      },
      AssignmentExpression(node) {
        if (node.operator === "**=") refuse(node, "**=");
      },
      Identifier(node) {
        if (node.name !== "Math") return;
        const { parent } = node;
        if (parent.type !== "MemberExpression" || parent.computed || parent.object !== node)
          refuse(node, "Math");
        else if (!EXACT.has(parent.property.name)) refuse(parent, `Math.${parent.property.name}`);
      },
    };
  },
};

export default { meta: { name: "portable-math" }, rules: { exact } };
