import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { formatInstant } from "../../locale/date";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { ErrorState, LoadingState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { deviceName, endSession, type OwnSession, sessions, sessionsOpen } from "./sessions.state";

/** 我的登录: where one is signed in; what one does not know is ended here. */
export function SessionsDialog() {
  const list = sessions.data.value;
  const error = sessions.error.value;
  const [busy, setBusy] = useState(false);
  const close = () => {
    sessionsOpen.value = false;
  };
  const end = async (id: string | null) => {
    setBusy(true);
    try {
      await endSession(id);
      toast(m.ended());
    } catch (failure) {
      toast(sentenceOf(failure), "error");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={m.sessions()}
      onClose={close}
      width={720}
      footer={
        <Button kind="danger" busy={busy} disabled={!list?.some((one) => !one.is_current)} onClick={() => end(null)}>
          {m.endOthers()}
        </Button>
      }
    >
      <div class="form-column">
        <p>{m.sessionsText()}</p>
        {error !== null && <ErrorState text={sentenceOf(error)} onRetry={sessions.reload} />}
        {!list && error === null && <LoadingState />}
        {list && <SessionTable list={list} busy={busy} onEnd={end} />}
      </div>
    </Dialog>
  );
}

interface TableProps {
  list: OwnSession[];
  busy: boolean;
  onEnd: (id: string) => void;
}

function SessionTable({ list, busy, onEnd }: TableProps) {
  return (
    <div class="page-scroll">
      <table class="page-table">
        <thead>
          <tr>
            {[m.device(), m.address(), m.openedAt(), m.seenAt(), m.ends(), ""].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.id}>
              <th scope="row" title={one.agent}>
                {deviceName(one.agent) ?? m.unknownDevice()}
              </th>
              <td>{one.address || "—"}</td>
              <td class="figure">{formatInstant(one.opened_at)}</td>
              <td class="figure">{formatInstant(one.last_seen_at)}</td>
              <td class="figure">{formatInstant(one.expires_at)}</td>
              <td>
                {one.is_current ? (
                  <Badge>{m.thisOne()}</Badge>
                ) : (
                  <Button kind="quiet" disabled={busy} onClick={() => onEnd(one.id)}>
                    {m.endOne()}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
