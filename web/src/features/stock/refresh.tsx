import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { Button } from "../../ui/button";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";

/** Work the patches out again from what is known now; for who may. */
export function Refresh() {
  const [busy, setBusy] = useState(false);
  if (!can("stock:edit") || isHistory.value) return null;
  const act = async () => {
    setBusy(true);
    try {
      const { written } = await api.post("/api/stock/refresh");
      toast(m.refreshed(written));
      noteDataChange();
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
    setBusy(false);
  };
  return (
    <Button icon="refresh" busy={busy} onClick={act}>
      {m.refresh()}
    </Button>
  );
}

/** Says that facts have changed since the classes were worked out, so that nobody reads an old class as today's. */
export function StaleNote({ isStale }: { isStale: boolean }) {
  if (!isStale) return null;
  return (
    <Note tone="warning">
      {m.stale()} <Refresh />
    </Note>
  );
}
