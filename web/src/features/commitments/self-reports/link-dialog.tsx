import { useId, useState } from "preact/hooks";
import { copyText } from "../../../app/copy-text";
import { Refusal } from "../../../app/form-dialog";
import { zone } from "../../../app/zone";
import { formatDate } from "../../../locale/date";
import { inLanguage } from "../../../locale/language";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { Note } from "../../../ui/states";
import { r } from "./messages";
import { closeReportDialog, type ReportDialog, readLink } from "./reports.state";

type Linked = Extract<ReportDialog, { kind: "link" }>["report"];

/** The link that opens the report to the enterprise: shown when asked for, because each look is written down. */
export function LinkDialog({ report }: { report: Linked }) {
  const [link, setLink] = useState<{ address: string; code: string | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const show = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const { path, qr_svg } = await readLink(report.id);
      setLink({ address: `${window.location.origin}${path}`, code: qr_svg && pictureOf(qr_svg) });
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };
  return (
    <Dialog
      title={r.linkTitle(report.report_no)}
      width={560}
      onClose={closeReportDialog}
      footer={
        <>
          <Button onClick={closeReportDialog}>{r.close()}</Button>
          {link === null ? (
            <Button kind="primary" icon="eye" busy={busy} onClick={show}>
              {r.showLink()}
            </Button>
          ) : (
            <>
              <Button icon="print" onClick={() => window.print()}>
                {r.printLink()}
              </Button>
              <Button kind="primary" icon="copy" onClick={() => copyText(link.address, r.linkWord())}>
                {r.copyLink()}
              </Button>
            </>
          )}
        </>
      }
    >
      <div class="promise-form">
        <Note>{r.linkText()}</Note>
        {failure !== null && <Refusal error={failure} />}
        {link && <Handout report={report} address={link.address} code={link.code} />}
      </div>
    </Dialog>
  );
}

/** The drawing as an address of its own: as a picture it can do nothing but be seen. */
function pictureOf(svg: string): string {
  const whole = svg.includes("xmlns") ? svg : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(whole)}`;
}

/** What the enterprise gets in its hand; the only thing on the printed page. */
function Handout({ report, address, code }: { report: Linked; address: string; code: string | null }) {
  const id = useId();
  return (
    <section class="report-handout">
      <header class="print-only">
        <h2>{r.handoutTitle()}</h2>
        <p>{inLanguage(zone.value?.name_zh, zone.value?.name_en)}</p>
        {zone.value?.is_demo && <p>{inLanguage(zone.value.notice_zh, zone.value.notice_en)}</p>}
        <p>
          {report.party_name_zh} · {report.plot_no} · {report.report_no}
        </p>
        <p>
          {r.dueOn()}：<b>{formatDate(report.due_on)}</b>
        </p>
        <p>{r.handoutHow()}</p>
      </header>
      {code === null ? <Note tone="warning">{r.noQr()}</Note> : <img class="report-code" src={code} alt={r.qr()} />}
      <label class="field no-print" for={id}>
        <span class="field-label">{r.linkAddress()}</span>
        <input id={id} class="input" readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <p class="print-only report-address">{address}</p>
    </section>
  );
}
