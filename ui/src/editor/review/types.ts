/** A place of a change in a text; UTF-16 offsets in the text now. */
export interface ChangeMark {
  /** The change; a move has two marks of one. */
  id: string;
  from: number;
  to: number;
  /** What stood there before; empty for what was only inserted. */
  removed: string;
  moved: boolean;
  /** What came in is only a break between paragraphs, which shows as a sign. */
  breaks: boolean;
  /** The colour (from 1) of who made it. */
  colour: number;
  /** "Maud Castell"; "somebody" when it is not known. */
  who: string;
  /** For the gutter; empty when nobody is known. */
  initials: string;
}

/** A passage with a comment or a query. */
export interface RemarkMark {
  id: string;
  from: number;
  to: number;
  query: boolean;
  /** The colour (from 1) of who wrote it. */
  colour: number;
  /** "Query of Maud Castell". */
  label: string;
}

export interface ReviewMarks {
  changes: readonly ChangeMark[];
  remarks: readonly RemarkMark[];
  /** The change or remark that is looked at. */
  current: string | null;
}
