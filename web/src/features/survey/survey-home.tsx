import { useRef } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { parkName, parks } from "../../app/zone";
import { formatInstant } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Select, SelectField } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { m } from "./messages";
import { formatBytes } from "./preview";
import { stateTone } from "./state-tone";
import { openSurvey } from "./survey.state";
import type { SurveyLine } from "./types";
import {
  forgetFile,
  hasMore,
  listLimit,
  listState,
  pendingFiles,
  pendingPark,
  progress,
  surveys,
  takeFile,
  uploadFailure,
  uploadFile,
} from "./upload.state";

const accepted = ".txt,.zip,.gpkg,.geojson,.json,.kml,.kmz,.dxf,.xlsx,.csv,.shp,.shx,.dbf,.prj,.cpg";

export function SurveyHome() {
  return (
    <div class="survey">
      {can("survey:upload") && <Upload />}
      <Earlier />
    </div>
  );
}

function Upload() {
  const chooser = useRef<HTMLInputElement>(null);
  const files = pendingFiles.value;
  const busy = progress.value !== null;
  return (
    <section class="survey-upload">
      <input
        ref={chooser}
        type="file"
        class="visually-hidden"
        accept={accepted}
        multiple
        tabIndex={-1}
        aria-label={m.choose()}
        onChange={(event) => {
          takeFile([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      {files.length === 0 ? (
        <button type="button" class="survey-drop" onClick={() => chooser.current?.click()}>
          <Icon name="upload" size={22} />
          <strong>{m.choose()}</strong>
          <span>{m.intro()}</span>
          <span class="survey-formats">{m.formats()}</span>
        </button>
      ) : (
        <form
          class="form-column"
          onSubmit={(event) => {
            event.preventDefault();
            uploadFile();
          }}
        >
          <ul class="survey-files">
            {files.map((file) => (
              <li key={file.name} class="survey-file">
                <Icon name="document" />
                <span class="survey-file-name">{file.name}</span>
                <span class="figure quiet">{formatBytes(file.size)}</span>
              </li>
            ))}
          </ul>
          <SelectField
            label={m.park()}
            hint={m.parkHint()}
            value={pendingPark.value}
            placeholder={m.choosePark()}
            options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
            disabled={busy}
            onValue={(code) => {
              pendingPark.value = code;
            }}
            required
          />
          {uploadFailure.value && <Note tone="error">{uploadFailure.value}</Note>}
          {busy && <Progress share={progress.value ?? 0} />}
          <div class="survey-buttons">
            <Button kind="primary" type="submit" busy={busy}>
              {m.upload()}
            </Button>
            <Button disabled={busy} onClick={() => chooser.current?.click()}>
              {m.chooseOther()}
            </Button>
            <Button kind="quiet" disabled={busy} onClick={forgetFile}>
              {m.cancel()}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

function Progress({ share }: { share: number }) {
  const percent = Math.round(share * 100);
  const words = share < 1 ? m.uploading(percent) : m.checking();
  return (
    <div class="survey-progress" role="status">
      <progress max={100} value={share < 1 ? percent : undefined} aria-label={words} />
      <span class="figure">{words}</span>
    </div>
  );
}

function Earlier() {
  const data = surveys.data.value;
  const error = surveys.error.value;
  return (
    <section class="survey-earlier">
      <header class="survey-earlier-head">
        <h3>{m.earlier()}</h3>
        <Select
          compact
          label={m.state()}
          value={listState.value}
          placeholder={m.every()}
          options={termOptions("land.SurveyState")}
          onValue={(state) => {
            listState.value = state;
          }}
        />
      </header>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={surveys.reload} />}
      {!data && error === null && <LoadingState />}
      {data?.items.length === 0 && (
        <EmptyState icon="survey" title={m.listEmpty()}>
          {m.listEmptyText()}
        </EmptyState>
      )}
      <ul>
        {data?.items.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      {hasMore.value && (
        <Button
          kind="quiet"
          onClick={() => {
            listLimit.value += 40;
          }}
        >
          {m.more()}
        </Button>
      )}
    </section>
  );
}

function Line({ line }: { line: SurveyLine }) {
  return (
    <li>
      <button type="button" class="survey-line" onClick={() => openSurvey(line.id)}>
        <span class="survey-line-head">
          <span class="survey-file-name">{line.file_name}</span>
          <Badge tone={stateTone(line.state)}>{term("land.SurveyState", line.state)}</Badge>
        </span>
        <span class="survey-line-sub figure">
          {line.park_code} · {m.rowsOf(formatNumber(line.row_count))} ·{" "}
          {m.received(formatInstant(line.received_at), line.received_by_name)}
        </span>
      </button>
    </li>
  );
}
