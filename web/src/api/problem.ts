import { inLanguage, messages } from "../locale/language";
import type { Finding } from "./types";

const m = messages({
  offline: ["连接不上服务器，请检查网络后重试。", "The server cannot be reached. Check the network and try again."],
  expired: ["登录已失效，请重新登录。", "Your sign-in has expired. Please sign in again."],
  forbidden: ["您没有办理此事的权限，请联系管理员。", "You may not do this. Ask an administrator."],
  missing: [
    "没有找到所要的内容，可能已被撤销或您无权查看。",
    "Not found: it may have been withdrawn, or you may not see it.",
  ],
  tooLarge: ["文件太大，服务器没有接收。", "The file is too large."],
  busy: ["服务器忙，请稍后重试。", "The server is busy. Try again shortly."],
  failed: [
    (status: number) => `服务器出错（${status}），请稍后重试；仍不行请联系管理员。`,
    (status: number) => `The server failed (${status}). Try again; if it persists, ask an administrator.`,
  ],
});

/** What the server refused, in words for the officer: code, sentence and, where it judged data, the findings. */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    readonly status: number,
    readonly code: string,
    readonly messageZh: string,
    readonly messageEn: string | null = null,
    readonly findings: Finding[] = [],
    /** What the refusal carries besides, such as what is stored meanwhile. */
    readonly details: Record<string, unknown> | null = null,
  ) {
    super(messageZh);
  }

  /** The sentence in the language of the screen. */
  get sentence(): string {
    return inLanguage(this.messageZh, this.messageEn);
  }
}

interface ProblemBody {
  code?: unknown;
  message_zh?: unknown;
  message_en?: unknown;
  findings?: unknown;
  details?: unknown;
}

/** Read a problem body; a body we do not know still becomes a sentence that says what to do. */
export function problemFrom(status: number, body: unknown): Problem {
  const known = (body && typeof body === "object" ? body : {}) as ProblemBody;
  const text = typeof known.message_zh === "string" ? known.message_zh : ordinarySentence(status);
  return new Problem(
    status,
    typeof known.code === "string" ? known.code : `http.${status}`,
    text,
    typeof known.message_en === "string" ? known.message_en : null,
    Array.isArray(known.findings) ? (known.findings as Finding[]) : [],
    known.details && typeof known.details === "object" ? (known.details as Record<string, unknown>) : null,
  );
}

export function offlineProblem(): Problem {
  return new Problem(0, "client.offline", m.offline());
}

/** The sentence to show for anything thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return error.sentence;
  return error instanceof Error ? error.message : String(error);
}

function ordinarySentence(status: number): string {
  if (status === 401) return m.expired();
  if (status === 403) return m.forbidden();
  if (status === 404) return m.missing();
  if (status === 413) return m.tooLarge();
  if (status === 429 || status === 503) return m.busy();
  return m.failed(status);
}
