import { underWay } from "../api/settled";
import { messages } from "../locale/language";
import { toast } from "../ui/toast";

const m = messages({
  unread: [
    "这一部分没有读到：网络中断，或服务器没有应答。已填写的内容都在，请重试。",
    "This part could not be read: the line broke, or the server does not answer. Nothing you typed is lost. Try again.",
  ],
  outdated: [
    "系统已更新，这一部分要重新打开页面才能使用。其余部分照常可用：请先保存正在填写的内容，再重新打开。",
    "The system was updated: this part needs the page to be opened anew. The rest still works, so save first what you are typing.",
  ],
});

/** Why code did not come: the line or the server, or a page that is older than what the server has by now. */
export type Missing = "unread" | "outdated";

export const missingWords = (missing: Missing): string => m[missing]();

/** What `load` imports, or why it did not come. */
export async function arrival<T>(load: () => Promise<T>): Promise<{ come: T } | { missing: Missing }> {
  try {
    await mendStyles();
    return { come: await load() };
  } catch (error) {
    // A file that did not come is written to the console by the browser; a fault inside the code must be as well.
    if (!/imported module|module script|preload CSS|no styles/i.test(String(error))) console.error(error);
    return { missing: (await isOutdated()) ? "outdated" : "unread" };
  }
}

/** For tools and acts whose code comes when they are used: null, and the reason said in passing, where it did not. */
export async function fetchCode<T>(load: () => Promise<T>): Promise<T | null> {
  const answer = await underWay(arrival(load));
  if ("come" in answer) return answer.come;
  toast(missingWords(answer.missing), "error");
  return null;
}

/** The page names its entry by its content, so an update of the server shows as another name. */
async function isOutdated(): Promise<boolean> {
  const own = document.querySelector('script[type="module"][src]')?.getAttribute("src");
  try {
    const answer = await fetch(window.location.pathname, { cache: "no-store" });
    return answer.ok && typeof own === "string" && !(await answer.text()).includes(own);
  } catch {
    return false;
  }
}

/** The bundler asks for a style sheet once only: one that did not arrive is put into the page anew and waited for. */
async function mendStyles(): Promise<void> {
  const broken = document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"][data-missing]');
  await Promise.all([...broken].map(askAnew));
}

function askAnew(broken: HTMLLinkElement): Promise<void> {
  const link = broken.cloneNode() as HTMLLinkElement;
  delete link.dataset.missing;
  return new Promise((resolve, reject) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => reject(new Error(`no styles from ${link.href}`)));
    broken.replaceWith(link);
  });
}

/** Notes which style sheets did not arrive. Called once by the desk's entry. */
export function watchStyles(): void {
  const note = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") target.dataset.missing = "";
  };
  document.addEventListener("error", note, true);
}
