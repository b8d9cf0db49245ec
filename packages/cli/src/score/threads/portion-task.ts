/**
 * A portion of a file, scored for itself: what threads do.
 */
import { cellsOf, type ScoredFile } from "../../input/columns.ts";
import {
  type Extent,
  openPortions,
  type Portion,
  type PortionReader,
  type Position,
} from "../../input/portions.ts";
import { createScorer, type Weights } from "../scorer.ts";
import { Tallier, type Tally, type Wishes } from "../tally.ts";

/** What a run does; plain data. */
export interface Work {
  readonly inputs: readonly ScoredFile[];
  readonly gammas: readonly number[];
  readonly weights: Weights;
  readonly wishes: Wishes;
}

/** What is done at a time. */
export interface Task {
  /** Index of the file. */
  readonly input: number;
  readonly portion: Portion;
}

export interface Done {
  readonly extent: Extent;
  readonly tally: Tally;
}

/** Does tasks. Keeps the file of the last one open. */
export class Hand {
  readonly #work: Work;
  #input = -1;
  #reader: PortionReader | undefined;
  #tallier: Tallier | undefined;

  constructor(work: Work) {
    this.#work = work;
  }

  /**
   * @param start - Where the first row is, if that is known.
   * @throws If the portion cannot be read. {@link CliError}
   */
  async do({ input, portion }: Task, start?: Position): Promise<Done> {
    if (this.#input !== input) await this.#open(input);
    const tallier = this.#tallier!;
    const blocks = this.#reader!.read(portion, start);
    try {
      for (;;) {
        const next = blocks.next();
        if (next.done === true) return { extent: next.value, tally: tallier.take() };
        tallier.add(next.value);
      }
    } catch (error) {
      tallier.take();
      throw error;
    }
  }

  async #open(index: number): Promise<void> {
    this.close();
    const { inputs, gammas, weights, wishes } = this.#work;
    const input = inputs[index]!;
    this.#tallier = new Tallier(input, (room) => createScorer(input.columns, gammas, weights, room), wishes);
    this.#reader = await openPortions(input.file, cellsOf(input.columns));
    this.#input = index;
  }

  close(): void {
    this.#reader?.close();
    this.#reader = undefined;
    this.#input = -1;
  }
}
