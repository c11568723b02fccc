// Made-up people for the golden pictures. Times are minutes before the fixture's now; nobody here exists.

const area = (region, level, kinds = [], since = null, when = [], rank = null) => ({ region, level, kinds, since, when, rank, scale: 'nrs10', view: '', point_mm: [0, 0] });
const asked = (id, tier, answer = 'no', triggered_by = '') => ({ id, tier, answer, triggered_by });
const kAllNo = [asked('chest_breath', 'E'), asked('dvt', 'S'), asked('dark_pee', 'S'), asked('fever', 'S'), asked('new_injury', 'L'), asked('skin', 'L'), asked('thinners', 'C'), asked('surgery', 'C')];

export const clients = [
  {
    id: 1, initials: 'M. R.', tail: '0932', given: 'Marek', kind: 'member', sent: 6, wanted: '',
    areas: [area('quad_mid.R', 9, ['sore', 'tight'], 'days', ['at_rest'], 1), area('quad_mid.L', 9, ['sore', 'tight'], 'days', ['at_rest'], 2), area('shin_inner.L', 8, ['sharp'], 'weeks', ['at_rest'], 3),
      area('calf_outer.R', 7, ['tight'], 'days', ['while_running']), area('calf_outer.L', 7, ['tight'], 'days', ['while_running']), area('ham_outer.R', 6, ['sore'], 'days', ['at_rest']),
      area('ham_outer.L', 6, ['sore'], 'days', ['at_rest']), area('it_band.R', 6, ['tight'], 'longer', ['while_running']), area('back_low.L', 5, ['dull_ache'], 'days', ['at_rest']),
      area('back_low.R', 5, ['dull_ache'], 'days', ['at_rest']), area('knee_cap.L', 4, ['sore'], 'weeks', ['after_running']), area('arch.R', 3, ['burning'], 'weeks', ['after_running']), area('shoulder_top.R', 2, ['tight'], 'longer', [])],
    avoid: [{ region: 'big_toe.R', why: 'skin' }, { region: 'heel_back.L', why: 'injury' }],
    screening: [asked('chest_breath', 'E'), asked('dark_pee', 'S', 'yes'), asked('bone_point', 'L', 'yes', 'shin_inner.L'), asked('numbing', 'C', 'yes'), asked('thinners', 'C'), asked('tell_therapist', 'C', 'rather_tell')],
    answers: [{ question: 'pressure', choice: 'light' }],
    previous: { days: 28, areas: [['quad_mid.R', 4], ['quad_mid.L', 4], ['shin_inner.L', 5], ['calf_outer.R', 6], ['calf_outer.L', 6], ['ham_outer.R', 6], ['it_band.R', 7], ['knee_cap.L', 6], ['shoulder_top.R', 2]], worked: ['it_band.R'] },
  },
  {
    id: 2, initials: 'A. K.', tail: '4417', given: 'Anika', kind: 'member', sent: 14, wanted: 'mara',
    areas: [area('calf_outer.R', 8, ['tight', 'pulling'], 'weeks', ['while_running'], 1), area('achilles.R', 6, ['sore'], 'longer', ['at_rest'], 2), area('back_low.L', 5, ['dull_ache'], 'days', ['at_rest'], 3),
      area('arch.R', 3, ['tight'], 'weeks', ['after_running']), area('knee_cap.L', 0)],
    avoid: [{ region: 'ankle_inner.L', why: 'skin' }], screening: [...kAllNo, asked('allergy', 'C', 'yes')],
    answers: [{ question: 'pressure', choice: 'firm' }],
    previous: { days: 12, areas: [['calf_outer.R', 5], ['achilles.R', 6], ['arch.R', 4], ['knee_cap.L', 4], ['quad_mid.L', 3]], worked: ['calf_outer.R', 'achilles.R'] },
  },
  { id: 3, initials: 'J. S.', tail: '', given: 'Jon', kind: 'card_unknown', sent: 17, wanted: '', areas: [area('knee_cap.L', 6, ['sore'], 'weeks'), area('it_band.L', 4, ['tight'])], avoid: [], screening: kAllNo, answers: [] },
  {
    id: 4, initials: 'A. K.', tail: '7750', given: 'Aylin', kind: 'member', sent: 9, wanted: '',
    areas: [area('ham_outer.R', 5, ['tight']), area('ham_outer.L', 5, ['tight']), area('back_low.R', 3)], avoid: [], screening: [...kAllNo, asked('pregnant', 'C', 'yes')], answers: [],
  },
  { id: 5, initials: '', tail: '', given: '', kind: 'guest', sent: 3, wanted: 'tomas', areas: [area('heel_under.L', 7, ['sharp'], 'today', ['while_running'])], avoid: [], screening: [asked('tell_therapist', 'C', 'rather_tell')], answers: [] },
  { id: 6, initials: 'L. B.', tail: '5512', given: 'Lena', kind: 'member', sent: 21, wanted: '', state: 'pulled', holder: 'tomas', pulled: 2, areas: [area('hip_side.R', 6, ['dull_ache'])], avoid: [], screening: kAllNo, answers: [] },
  { id: 7, initials: 'P. N.', tail: '1140', given: 'Paul', kind: 'member', sent: 41, wanted: '', state: 'in_session', holder: 'iris', pulled: 33, started: 32, areas: [area('achilles.L', 7, ['sore'])], avoid: [], screening: kAllNo, answers: [] },
  { id: 8, initials: 'R. A.', tail: '3308', given: 'Ruth', kind: 'member', sent: 110, wanted: '', state: 'done', holder: 'iris', pulled: 100, started: 95, ended: 72, areas: [area('calf_outer.L', 4)], avoid: [], screening: kAllNo, answers: [], worked: ['calf_outer.L', 'calf_outer.R'] },
];

export const people = { mara: 'Mara L.', tomas: 'Tomás V.', iris: 'Iris D.' };
