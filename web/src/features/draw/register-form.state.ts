import { batch, computed, effect, signal } from "@preact/signals";
import { api } from "../../api/client";
import { Problem } from "../../api/problem";
import { resource } from "../../api/resource";
import { noteDataChange } from "../../app/changes";
import { openDesk } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { zone } from "../../app/zone";
import { boxOf, geometryOf } from "../../draw/shape";
import { toast } from "../../ui/toast";
import { checkedDetails, drawing, parkCode, pen } from "./draw.state";
import { m } from "./messages";
import { nextPlotNo } from "./plot-number";
import { typedPoints } from "./points.state";

export interface RegisterForm {
  plot_no: string;
  land_use: string;
  valid_from: string;
  document: string;
  area_surveyed_m2: string;
  address: string;
  parcel_no: string;
}

const empty: RegisterForm = {
  plot_no: "",
  land_use: "",
  valid_from: "",
  document: "",
  area_surveyed_m2: "",
  address: "",
  parcel_no: "",
};

export const form = signal<RegisterForm>(empty);
/** The form as it was offered; what differs from it was typed. */
const offered = signal<RegisterForm>(empty);
export const sending = signal(false);
export const refusal = signal<Problem | null>(null);
/** Faults are shown from the first attempt on. */
export const attempted = signal(false);

export const landUses = resource(
  () => (drawing.value.shape.length ? "classes" : null),
  (_, abort) => api.get("/api/land-use-classes", { signal: abort }),
);

/** The number after the park's last one is offered; it may be overwritten. */
const lastNo = resource(
  () => (parkCode.value ? { park: parkCode.value } : null),
  ({ park }, abort) => api.get("/api/plots", { query: { park, sort: "-plot_no", limit: 1 }, signal: abort }),
);
/** Write into every field that nobody has typed in. */
function offer(values: Partial<RegisterForm>): void {
  const [now, before] = [form.peek(), offered.peek()];
  const free = Object.entries(values).filter(([name]) => {
    const field = name as keyof RegisterForm;
    return now[field] === "" || now[field] === before[field];
  });
  batch(() => {
    offered.value = { ...before, ...values };
    form.value = { ...now, ...Object.fromEntries(free) };
  });
}

effect(() => {
  const last = lastNo.data.value?.items[0]?.plot_no;
  if (last) offer({ plot_no: nextPlotNo(last) });
});
effect(() => {
  const today = zone.value?.today;
  if (today && form.peek().valid_from === "") offer({ valid_from: today });
});

export const formTouched = computed(() => {
  const [now, before] = [form.value, offered.value];
  return (Object.keys(empty) as (keyof RegisterForm)[]).some((field) => now[field].trim() !== before[field]);
});

export interface FormDraft {
  values: RegisterForm;
  offered: RegisterForm;
}

export const formNow = computed<FormDraft>(() => ({ values: form.value, offered: offered.value }));

/** The form as somebody left it, or an empty one. */
export function layOutForm(left: FormDraft | null): void {
  if (left === null) startForm();
  else
    batch(() => {
      offered.value = left.offered;
      fill(left.values);
      attempted.value = false;
    });
}

/** A fresh form; what the next plot has in common with the last one may be carried over. */
export function startForm(carried: Partial<RegisterForm> = {}): void {
  batch(() => {
    offered.value = { ...empty, valid_from: zone.peek()?.today ?? "", ...carried };
    fill(offered.value);
    attempted.value = false;
  });
}

export function fill(change: Partial<RegisterForm>): void {
  batch(() => {
    form.value = { ...form.value, ...change };
    refusal.value = null;
    const { valid_from, area_surveyed_m2 } = form.value;
    checkedDetails.value = {
      valid_from: valid_from || null,
      area_surveyed_m2: Number(area_surveyed_m2) > 0 ? area_surveyed_m2 : null,
    };
  });
}

export interface Faults {
  shape?: string;
  park?: string;
  plot_no?: string;
  valid_from?: string;
  area_surveyed_m2?: string;
}

export function faultsOf(values: RegisterForm): Faults {
  const faults: Faults = {};
  if (drawing.value.shape.length === 0) faults.shape = m.needShape();
  if (!parkCode.value) faults.park = m.needPark();
  if (!values.plot_no.trim()) faults.plot_no = m.needNo();
  if (!values.valid_from) faults.valid_from = m.needDate();
  if (values.area_surveyed_m2 && !(Number(values.area_surveyed_m2) > 0)) faults.area_surveyed_m2 = m.badArea();
  return faults;
}

export async function register(): Promise<void> {
  attempted.value = true;
  const values = form.value;
  if (sending.value || Object.keys(faultsOf(values)).length) return;
  const [scheme, code] = values.land_use.split("|");
  const points = typedPoints();
  const { shape } = drawing.value;
  const bbox = boxOf(shape);
  sending.value = true;
  refusal.value = null;
  try {
    const written = await api.post("/api/plots", {
      body: {
        park_code: parkCode.value,
        plot_no: values.plot_no.trim(),
        valid_from: values.valid_from,
        ...(points ? { points } : { geometry: geometryOf(shape) }),
        land_use_scheme: scheme || null,
        land_use_code: code || null,
        document: values.document.trim() || null,
        area_surveyed_m2: values.area_surveyed_m2 || null,
        address: values.address.trim() || null,
        parcel_no: values.parcel_no.trim() || null,
        source: points ? "录入界址点" : "图上绘制",
      },
    });
    batch(() => {
      pen.startAfresh();
      startForm({ valid_from: values.valid_from, document: values.document.trim() });
      noteDataChange();
    });
    toast(m.registered(written.plot_no));
    openDesk("map");
    goToPlot({ id: written.id, bbox });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    refusal.value = error;
  } finally {
    sending.value = false;
  }
}
