import { useState } from "preact/hooks";
import { sentenceOf } from "../api/problem";
import { language, messages } from "../locale/language";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/field";
import { Note } from "../ui/states";
import { toast } from "../ui/toast";
import { opened, openFailed, remove, save } from "./saved";

const v = messages({
  save: ["保存查询", "Save search"],
  title: ["保存这次查询", "Save this search"],
  text: [
    "不用注册：保存后得到一个私密链接，打开即是当前条件和当天的结果。有链接的人都能打开和删除，请自行保管。",
    "No account: you get a secret link that brings back these wishes with the results of the day. Whoever has the link can open and delete it; keep it safe.",
  ],
  name: ["名称", "Name"],
  usual: ["我的查询", "My search"],
  needName: ["请填写名称。", "Give it a name."],
  keep: ["保存", "Save"],
  link: ["私密链接（只显示这一次）", "Secret link (shown this once)"],
  copy: ["复制链接", "Copy the link"],
  copied: ["链接已复制。", "Link copied."],
  copyFailed: ["浏览器不允许复制，请手动选择复制。", "The browser refused; select and copy it."],
  done: ["完成", "Done"],
  opened: [(title: string) => `已打开保存的查询“${title}”`, (title: string) => `Saved search “${title}”`],
  news: ["新地块提醒（订阅源、邮件）", "News: feed, letters"],
  remove: ["删除这条保存", "Delete it"],
  removed: ["已删除保存的查询。", "The saved search was deleted."],
});

function SaveDialog({ onClose }: { onClose: () => void }) {
  const [title, setTitle] = useState(v.usual());
  const [link, setLink] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    if (!title.trim()) return setFailure(v.needName());
    setBusy(true);
    setFailure(null);
    try {
      setLink(await save(title.trim()));
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setBusy(false);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link ?? "");
      toast(v.copied());
    } catch {
      toast(v.copyFailed(), "warning");
    }
  };
  return (
    <Dialog
      title={v.title()}
      onClose={onClose}
      footer={
        link === null ? (
          <Button kind="primary" busy={busy} onClick={keep}>
            {v.keep()}
          </Button>
        ) : (
          <>
            <Button icon="link" onClick={copy}>
              {v.copy()}
            </Button>
            <Button kind="primary" onClick={onClose}>
              {v.done()}
            </Button>
          </>
        )
      }
    >
      <p>{v.text()}</p>
      {link === null ? (
        <TextField label={v.name()} value={title} onValue={setTitle} maxLength={80} required />
      ) : (
        <TextField label={v.link()} value={link} onValue={() => undefined} />
      )}
      {failure && <Note tone="error">{failure}</Note>}
    </Dialog>
  );
}

/** Keep what is asked now behind a secret link. */
export function SaveSearch() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" icon="star" onClick={() => setOpen(true)}>
        {v.save()}
      </Button>
      {open && <SaveDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** Which saved search this visit began with, or why its link leads nowhere. */
export function SavedNotice() {
  const saved = opened.value;
  if (openFailed.value !== null) return <Note tone="warning">{sentenceOf(openFailed.value)}</Note>;
  if (!saved) return null;
  const drop = async () => {
    try {
      await remove(saved.token);
      toast(v.removed());
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
  };
  return (
    <p class="past-notice">
      {v.opened(saved.title)}
      <a class="past-notice-back" href={`/alerts${language.value === "en" ? "?lang=en" : ""}#${saved.token}`}>
        {v.news()}
      </a>
      <button type="button" class="past-notice-back" onClick={drop}>
        {v.remove()}
      </button>
    </p>
  );
}
