// A cmi5 recorder whose snapshots pass by the LMS's mark, once it is heard, as a session's do
// (session/their-mark.ts; their-mark.test.mjs holds it to the engine's own snapshots).

export function marked(createCmi5) {
  let mastery;
  const recorder = createCmi5((given) => {
    mastery = given;
  });
  const { save } = recorder;
  recorder.save = (shot) => save(mastery == null ? shot : { ...shot, passed: passes(shot) });
  const passes = ({ percent }) => percent !== null && percent / 100 >= mastery;
  return recorder;
}
