/**
 * The keys of the site, for the dialog that lists them.
 */

export interface KeyGroup {
  readonly where: string;
  readonly keys: readonly (readonly [keys: readonly string[], does: string])[];
}

export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    where: "Anywhere",
    keys: [
      [["?"], "shows this list"],
      [["/"], "searches"],
      [["Tab"], "goes to the next control; Shift and Tab to the one before"],
      [["Escape"], "closes what is open"],
    ],
  },
  {
    where: "On a slider, or the γ of the formula",
    keys: [
      [["Left", "Right"], "one step less, or more"],
      [["Page Down", "Page Up"], "ten steps, or a tenth of the range"],
      [["Home", "End"], "the least, or the most"],
    ],
  },
  {
    where: "On a chart",
    keys: [
      [["Left", "Right"], "moves the crosshair by a hundredth of the axis"],
      [["Page Down", "Page Up"], "by a tenth"],
      [["Home", "End"], "to the ends"],
    ],
  },
  {
    where: "On tabs",
    keys: [
      [["Left", "Right"], "the tab before, or the next"],
      [["Home", "End"], "the first, or the last"],
    ],
  },
];
