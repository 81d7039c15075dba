import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "../../ui/button";
import { choosePhotos, faults, photos } from "./filing.state";
import { f } from "./messages";
import type { Report } from "./types";

const kinds = ["image/jpeg", "image/png"];

/** Photographs from the camera or the album, each shown; what cannot be taken is named with its reason. */
export function PhotoField({ report }: { report: Report }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [left, setLeft] = useState<string[]>([]);
  const { photos: most, photo_mb: mb } = report.limits;
  const chosen = photos.value;
  const bring = (given: FileList | null) => {
    const refused: string[] = [];
    const fit = [...(given ?? [])].filter((file) => {
      if (!kinds.includes(file.type)) refused.push(f.notPicture(file.name));
      else if (file.size > mb * 1024 * 1024) refused.push(f.tooLarge(file.name, mb));
      else return true;
      return false;
    });
    if (chosen.length + fit.length > most) refused.push(f.tooMany(most));
    setLeft(refused);
    choosePhotos([...chosen, ...fit].slice(0, most));
  };
  const wrong = [...left, faults.value.photos].filter(Boolean);
  return (
    <fieldset class="filing-set" data-wrong={Boolean(faults.value.photos)}>
      <legend>{f.photos()}</legend>
      <p id={`${id}-hint`} class="field-hint">
        {f.photosHint(most, mb)} {report.filings.length > 0 && f.photosAgain()}
      </p>
      {chosen.length > 0 && (
        <ul class="filing-photos">
          {chosen.map((file, place) => (
            <Photo
              key={`${file.name}-${file.lastModified}-${place}`}
              file={file}
              label={f.photo(place + 1)}
              onRemove={() => choosePhotos(chosen.filter((_, other) => other !== place))}
            />
          ))}
        </ul>
      )}
      <input
        ref={input}
        hidden
        type="file"
        accept={kinds.join(",")}
        multiple
        onChange={(event) => {
          bring(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <Button
        icon="plus"
        disabled={chosen.length >= most}
        aria-describedby={`${id}-hint`}
        onClick={() => input.current?.click()}
      >
        {f.addPhotos()}
      </Button>
      <p class="field-hint" role="status">
        {f.photoCount(chosen.length, most)}
      </p>
      {wrong.map((sentence) => (
        <p key={sentence} class="field-error" role="alert">
          {sentence}
        </p>
      ))}
    </fieldset>
  );
}

function Photo({ file, label, onRemove }: { file: File; label: string; onRemove: () => void }) {
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <li>
      <img src={address} alt={`${label} ${file.name}`} onError={() => setBroken(true)} />
      <IconButton icon="close" label={f.removePhoto(label)} onClick={onRemove} />
      {isBroken && (
        <p class="field-error" role="alert">
          {f.brokenPhoto()}
        </p>
      )}
    </li>
  );
}
