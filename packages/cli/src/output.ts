/** Where a run writes. */
export interface Output {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Columns of text that standard output shows, where that is a terminal. */
  readonly columns?: number | undefined;
}
