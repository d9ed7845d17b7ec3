import { addMonths, cityDay } from "#lib/appeals/city-day.ts";
import { appealDeadline, extendedTo, extensionNoticeDay, latestExtension, signalDeadline } from "#lib/appeals/deadlines.ts";
import { workingDaysTaken } from "#db/demo/generate/punctuality.ts";
import { deskTime, draftStep, drawOutcome, say, type Scene } from "#db/demo/generate/scene.ts";
import type { Step } from "#db/demo/generate/story.ts";

/** From a department's desk to the answer; `counted` is the day the term is counted from. */
export function* settle(scene: Scene, from: Date, counted: string, limit: number): Generator<Step> {
  const { random, office, clock, people, contact, facts } = scene;
  const formal = facts.track === "appeal";
  const executor = random.pick(people.executors[contact.department]!);
  const taken = workingDaysTaken(random, limit, formal, { department: contact.department, day: contact.day, district: contact.publishedDistrict, spike: contact.spike });
  const wanted = office.moment(clock.calendar.addWorkingDays(counted, taken), random.int(office.opens + 15, office.closes - 10), random.int(0, 59));
  let start = from, end = office.between(from, wanted) >= 40 ? wanted : office.after(from, random.int(40, 100), random.int(0, 59));
  const at = (share: number) => office.after(start, office.between(start, end) * share, random.int(0, 59));

  if (formal && random.chance(0.03)) {
    const other = random.pick(Object.keys(people.executors).filter((code) => code !== contact.department));
    yield { at: at(0.03), actor: random.pick(people.registrars), kind: "status", patch: { status: "assigned", department: other, executor: null } };
    yield { at: at(0.08), actor: people.head[other]!, kind: "status", patch: { status: "registered" }, reason: say(scene, "Мәселе басқа бөлімге қатысты", "Вопрос другого отдела") };
  }
  yield { at: at(0.1), actor: formal ? random.pick(people.registrars) : people.head[contact.department]!, kind: "status", patch: { status: "assigned", department: contact.department, executor } };
  const takenUp = at(random.chance(0.8) ? 0.22 : 0.45);
  yield { at: takenUp, actor: executor, kind: "status", patch: { status: "in_work" } };
  if (random.chance(0.007)) return; // put away and forgotten: the backlog

  if (formal && facts.kind === "complaint" && random.chance(0.3)) {
    yield { at: at(0.5), actor: executor, kind: "status", patch: { status: "hearing" }, reason: say(scene, "Өтініш берушіні тыңдау", "Заслушивание заявителя") };
    yield { at: at(0.6), actor: executor, kind: "status", patch: { status: "in_work" } };
  }
  if (formal && facts.kind !== "complaint" && facts.round === 1 && facts.dueAt && random.chance(0.035)) {
    const propose = office.moment(clock.calendar.addWorkingDays(counted, Math.max(1, limit - 3)), random.int(office.opens, office.closes - 90));
    const decide = office.after(propose, random.int(60, 500));
    if (cityDay(decide, clock.timeZone) <= cityDay(facts.dueAt, clock.timeZone) && propose > takenUp) {
      const month = addMonths(cityDay(decide, clock.timeZone), 1), latest = latestExtension(clock, decide);
      const until = month < latest ? month : latest;
      const reason = say(scene, "Орынға шығып тексеру және басқа органнан мәлімет алу қажет", "Нужны выезд на место и сведения другого органа");
      yield { at: propose, actor: executor, kind: "proposal", reason, proposal: { act: "extend", detail: { until }, reason } };
      yield { at: decide, actor: random.pick(people.signers), kind: "extended", reason, accepts: true,
        patch: { dueAt: extendedTo(clock, until), extendedAt: decide }, more: { tellApplicantBy: extensionNoticeDay(clock, decide) } };
      start = decide;
      end = office.moment(clock.calendar.addWorkingDays(cityDay(decide, clock.timeZone), random.int(5, random.chance(0.88) ? 19 : 30)), random.int(office.opens + 20, office.closes - 10));
    }
  }
  const outcome = drawOutcome(scene);
  if (!formal) {
    yield draftStep(scene, at(0.97), executor, outcome);
    yield { at: end, actor: executor, kind: "status", patch: { status: "answered", outcome }, withDraft: true };
    return;
  }
  const signer = random.pick(people.signers);
  if (random.chance(0.06)) {
    yield draftStep(scene, at(0.66), executor, outcome);
    yield { at: at(0.66), actor: executor, kind: "status", patch: { status: "on_approval" }, withDraft: true };
    yield { at: at(0.75), actor: signer, kind: "status", patch: { status: "in_work" }, reason: say(scene, "Нақты мерзімін көрсетіңіз", "Укажите точный срок") };
  }
  yield draftStep(scene, at(0.88), executor, outcome);
  yield { at: at(0.88), actor: executor, kind: "status", patch: { status: "on_approval" }, withDraft: true };
  yield { at: end, actor: signer, kind: "status", patch: { status: "answered", outcome }, withDraft: true, sign: true };
}

/** Somebody isn't content with an answer: a new round with a clock of its own. */
export function* reopen(scene: Scene): Generator<Step> {
  const { random, office, clock, people, contact, facts } = scene;
  if (facts.status !== "answered" || !random.chance(0.035)) return;
  const day = clock.calendar.addWorkingDays(cityDay(facts.closedAt!, clock.timeZone), random.int(2, 25));
  const at = office.moment(day, random.int(office.opens + 5, office.closes - 60), random.int(0, 59));
  const deadline = facts.track === "appeal" ? appealDeadline(clock, facts.kind!, at) : signalDeadline(clock, contact.category === null ? null : contact.targetDays, at);
  yield {
    at, actor: random.pick(people.registrars), kind: "status", reason: say(scene, "Өтініш беруші мәселе шешілмегенін айтты", "Заявитель сообщил, что вопрос не решён"),
    patch: { status: "reopened", round: facts.round + 1, closedAt: null, outcome: null, outcomeGround: null, extendedAt: null, dueAt: deadline?.dueAt ?? null, dueBasis: deadline?.basis ?? null },
  };
  const limit = deadline ? clock.calendar.workingDaysBetween(day, cityDay(deadline.dueAt, clock.timeZone)) : contact.targetDays;
  yield* settle(scene, at, day, limit);
}

/** A contact that stays a signal. */
export function* signalCourse(scene: Scene): Generator<Step> {
  const { random, office, people, contact } = scene;
  const desk = deskTime(scene), registrar = random.pick(people.registrars);
  if (contact.junk) return yield { at: desk, actor: registrar, kind: "status", patch: { status: "spam" }, reason: say(scene, "Жарнама", "Реклама") };
  if (contact.duplicateOf) return yield { at: desk, actor: registrar, kind: "status", patch: { status: "merged", parent: contact.duplicateOf.id } };
  if (random.chance(0.012)) {
    return yield { at: office.after(desk, random.int(30, 900)), actor: registrar, kind: "status", patch: { status: "withdrawn" }, reason: say(scene, "Мәселе өздігінен шешілді", "Вопрос решился сам") };
  }
  const counted = office.position(contact.receivedAt).day;
  yield* settle(scene, desk, counted, contact.targetDays);
  yield* reopen(scene);
}
