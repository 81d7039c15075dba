import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { zone } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { Checkbox, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { RefusalNote, useAct } from "./act";
import { f } from "./form-messages";
import { m } from "./messages";
import { closeDialog, noteWritten } from "./supply.state";
import type { Allocation, Application, ListingSheet } from "./types";

export interface ActFrameProps {
  title: string;
  confirm: string;
  busy: boolean;
  disabled?: boolean;
  danger?: boolean;
  width?: number;
  onAct: () => void;
  children: ComponentChildren;
}

/** The frame of a small form: what will happen, the fields, one button that says it. */
export function ActFrame({ title, confirm, busy, disabled, danger, width = 560, onAct, children }: ActFrameProps) {
  return (
    <Dialog
      title={title}
      width={width}
      onClose={closeDialog}
      footer={
        <>
          <CancelButton />
          <Button kind={danger ? "danger" : "primary"} busy={busy} disabled={disabled} onClick={onAct}>
            {confirm}
          </Button>
        </>
      }
    >
      <div class="supply-form">{children}</div>
    </Dialog>
  );
}

export function PublishDialog({ listing }: { listing: ListingSheet }) {
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const { busy, refusal, run } = useAct();
  const no = listing.listing_no ?? "";
  const publish = () =>
    run(async () => {
      const evidence_ids = files.map((file) => file.id);
      await api.post("/api/listings/{listing_id}/publish", {
        path: { listing_id: listing.listing_id! },
        body: { evidence_ids, reason: "" },
      });
      toast(f.published(no));
      noteWritten();
    });
  return (
    <ActFrame title={f.publishTitle(no)} confirm={f.publish()} busy={busy} onAct={publish}>
      <Note>
        {f.publishText(listing.plot_no, listing.announced_on ? formatDate(listing.announced_on) : m.notSet())}
      </Note>
      <RefusalNote refusal={refusal} plotId={listing.plot_id} />
      <EvidenceField label={f.publishProof()} files={files} parkCode={listing.park_code} onFiles={setFiles} />
    </ActFrame>
  );
}

interface EndProps {
  title: string;
  text: string;
  send: (body: { on: string; reason: string }) => Promise<unknown>;
  done: string;
  children?: ComponentChildren;
}

function EndForm({ title, text, send, done, children }: EndProps) {
  const [on, setOn] = useState(zone.value?.today ?? "");
  const [reason, setReason] = useState("");
  const { busy, refusal, run } = useAct();
  const end = () =>
    run(async () => {
      await send({ on, reason: reason.trim() });
      toast(done);
      noteWritten();
    });
  return (
    <ActFrame title={title} confirm={title} danger busy={busy} disabled={!on || reason.trim().length < 2} onAct={end}>
      <Note tone="warning">{text}</Note>
      <RefusalNote refusal={refusal} />
      <TextField type="date" label={f.on()} value={on} required onValue={setOn} />
      <TextField label={f.reason()} value={reason} required onValue={setReason} />
      {children}
    </ActFrame>
  );
}

export function EndDialog({ listing, how }: { listing: ListingSheet; how: "withdraw" | "fail" }) {
  const no = listing.listing_no ?? "";
  const isDraft = listing.state === "draft";
  const [asMistake, setAsMistake] = useState(false);
  const path = { listing_id: listing.listing_id! };
  return (
    <EndForm
      title={how === "fail" ? f.failTitle(no) : isDraft ? f.giveUpTitle(no) : f.withdrawTitle(no)}
      text={isDraft ? m.giveUp() : f.endText(listing.plot_no)}
      send={(body) =>
        how === "fail"
          ? api.post("/api/listings/{listing_id}/fail", { path, body })
          : api.post("/api/listings/{listing_id}/withdraw", { path, body: { ...body, as_mistake: asMistake } })
      }
      done={f.done()}
    >
      {how === "withdraw" && !isDraft && (
        <>
          <Checkbox label={f.asMistake()} checked={asMistake} onChecked={setAsMistake} />
          {asMistake && <Note tone="warning">{f.mistakeText()}</Note>}
        </>
      )}
    </EndForm>
  );
}

/** A withdrawn announcement that should never have been published leaves the past of the public window too. */
export function MistakeDialog({ listing }: { listing: ListingSheet }) {
  const [reason, setReason] = useState("");
  const { busy, refusal, run } = useAct();
  const declare = () =>
    run(async () => {
      await api.post("/api/listings/{listing_id}/mistake", {
        path: { listing_id: listing.listing_id! },
        body: { reason: reason.trim() },
      });
      toast(f.done());
      noteWritten();
    });
  return (
    <ActFrame
      title={f.mistakeTitle(listing.listing_no ?? "")}
      confirm={m.mistake()}
      danger
      busy={busy}
      disabled={reason.trim().length < 2}
      onAct={declare}
    >
      <Note tone="warning">{f.mistakeText()}</Note>
      <RefusalNote refusal={refusal} />
      <TextField label={f.reason()} value={reason} required onValue={setReason} />
    </ActFrame>
  );
}

export function RevokeDialog({ listing, allocation }: { listing: ListingSheet; allocation: Allocation }) {
  return (
    <EndForm
      title={f.revokeTitle(allocation.party_name_zh)}
      text={f.revokeText(listing.plot_no)}
      send={(body) =>
        api.post("/api/allocations/{allocation_id}/revoke", { path: { allocation_id: allocation.id }, body })
      }
      done={f.done()}
    />
  );
}

export function WithdrawApplicationDialog({ application }: { application: Application }) {
  const [reason, setReason] = useState("");
  const { busy, refusal, run } = useAct();
  const title = f.withdrawApplicationTitle(application.number, application.party_name_zh);
  const withdraw = () =>
    run(async () => {
      await api.post("/api/applications/{application_id}/withdraw", {
        path: { application_id: application.id },
        body: { reason: reason.trim() },
      });
      toast(f.done());
      noteWritten();
    });
  return (
    <ActFrame
      title={title}
      confirm={m.withdrawApplication()}
      danger
      busy={busy}
      disabled={reason.trim().length < 2}
      onAct={withdraw}
    >
      <Note tone="warning">{f.withdrawApplicationText()}</Note>
      <RefusalNote refusal={refusal} />
      <TextField label={f.reason()} value={reason} required onValue={setReason} />
    </ActFrame>
  );
}

export function ReofferDialog({ listing }: { listing: ListingSheet }) {
  const [listingNo, setListingNo] = useState("");
  const { busy, refusal, run } = useAct();
  useEffect(() => {
    api
      .get("/api/listings/defaults", { query: { plot_id: listing.plot_id } })
      .then((found) => setListingNo((typed) => typed || found.listing_no))
      .catch(() => {}); // the number is only a proposal: without it the officer types one
  }, [listing.plot_id]);
  const reoffer = () =>
    run(async () => {
      const made = await api.post("/api/listings/{listing_id}/reoffer", {
        path: { listing_id: listing.listing_id! },
        body: {
          listing_no: listingNo.trim(),
        },
      });
      toast(f.saved(listingNo.trim()));
      noteWritten(made.id);
    });
  return (
    <ActFrame
      title={f.reofferTitle(listing.listing_no ?? "")}
      confirm={f.reoffer()}
      busy={busy}
      disabled={!listingNo.trim()}
      onAct={reoffer}
    >
      <Note>{f.reofferText()}</Note>
      <RefusalNote refusal={refusal} />
      <TextField label={f.listingNo()} value={listingNo} required onValue={setListingNo} />
    </ActFrame>
  );
}
