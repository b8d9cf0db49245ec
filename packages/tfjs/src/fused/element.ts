/** A loss and its first and second derivative, as the terms leave them. Read it before the next call. */
export const element: Float64Array = /* @__PURE__ */ new Float64Array(3);
