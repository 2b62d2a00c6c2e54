"""The parts pages are made of: one frozen dataclass and one template for each.

A page's view builds these objects from what `reads` answers and from sentences that `words` has already translated
and formatted; the template of the part only arranges them. Nothing here knows an order, a clock, a language or a
database: money and dates arrive as finished text, so a part can be drawn on paper, in a test or in any language.

How to use a part (its module names the variable its template expects):

    # in the view
    {"bar": money_bar([MoneyPart("released", _("Released to you"), "€300.00", 30000), ...])}
    {# in the page #}
    {% include "components/money_bar.html" with bar=page.bar %}

Do not write `only` after the include of a part that may hold a form: it would lose the page's CSRF token.

| module       | object                                   | template                    | variable |
|--------------|------------------------------------------|-----------------------------|----------|
| sentence     | Sentence, Part, say(), strong(), link()  | prints itself: {{ it }}     |          |
| moment       | Moment                                   | components/moment.html      | moment   |
| action       | Link, Action, ActionRow, Panel           | components/action.html, components/action_row.html | action, row |
| form         | Field, Choice, Group, Form, field_from() | components/form.html, components/field.html | form, field |
| money_bar    | MoneyBar, MoneyPart, money_bar()         | components/money_bar.html   | bar      |
| facts        | Fact                                     | components/facts.html       | facts    |
| stepper      | Stepper, Step, stepper()                 | components/stepper.html     | stepper  |
| next_card    | NextCard, ClauseTicks           | components/next_card.html, components/foot_bar.html | card |
| silence_road | SilenceRoad, Stop                        | components/silence_road.html | road    |
| preview      | Preview, PreviewRow                      | components/preview.html     | preview  |
| timeline     | Timeline, Day, Entry, Message, Delivery, Receipt, Fold | components/timeline.html | timeline |
| revision     | RevisionRequest, RequestItem, Verdict, Effort, effort() | components/revision.html | request_card |
| revision     | ScopeCheck, LiveCheck (a Group has it) | components/live_check.html, scope_check.html | live, check |
| file_chip    | FileChip                                 | components/file_chip.html   | file     |
| composer     | Composer, Finding                        | components/composer.html    | composer |
| clause       | Clause, Tick, ClauseNote                 | components/clause.html      | clause   |
| table        | Table, Column, Row, Cell                 | components/table.html       | table    |
| statement    | Statement, StatementLine                 | components/statement.html   | statement |
| desk_row     | DeskRow, DeskGroup                       | components/desk_row.html, components/desk_group.html | row, group |
| notice       | Notice                                   | components/notice.html      | notice   |
| proposal     | Proposal                                 | components/proposal.html    | proposal |
| case         | CaseCard, Side, Statement, Judgement     | components/case.html        | case     |
| matter       | Matter, MatterExchange, View, Said       | components/matter.html, exchange.html | matter |
| companion    | Companion, CompanionStep                 | components/companion.html   | companion |
| envelopes    | Envelopes, Envelope                      | components/envelopes.html   | envelopes |
| review       | Review                                   | components/review.html      | review   |
| refusal      | RefusalCard                              | components/refusal.html     | refusal  |
| empty_state  | EmptyState                               | components/empty_state.html | empty    |
| pager        | Pager                                    | components/pager.html       | pager    |
| frame        | Frame, Person, Language, NavItem, DemoBar | base.html, components/demo_bar.html | frame |

Wherever a field is typed `Text` it takes a plain string (escaped as usual) or a Sentence. Empty text means "leave it out".
"""
