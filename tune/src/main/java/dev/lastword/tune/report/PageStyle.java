// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

/** The style sheet of the page: light or dark as the reader's system is set, light on paper. */
final class PageStyle {

  private static final String RULES =
      """
      * { box-sizing: border-box }
      html { color-scheme: light dark; -webkit-text-size-adjust: 100% }
      body { margin: 0; background: var(--ground); color: var(--text);
        font: 16px/1.55 system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif }
      header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem }
      header { padding-top: 2rem }
      h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .3rem }
      h2 { font-size: 1.25rem; margin: 2.5rem 0 .6rem; padding-top: .4rem; border-top: 1px solid var(--grid) }
      h3 { font-size: 1rem; margin: 1.4rem 0 .4rem }
      p, ul, dl { max-width: 46rem }
      p { margin: .6rem 0 }
      a { color: var(--forget) }
      footer, .quiet, figcaption { color: var(--quiet); font-size: .9rem }
      footer { margin: 3rem auto 2rem }
      code, pre { font: .92em ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace;
        overflow-wrap: anywhere }
      pre { background: var(--panel); border: 1px solid var(--grid); border-radius: 6px;
        padding: .7rem .9rem; margin: .4rem 0; white-space: pre-wrap }
      .answer { background: var(--panel); border: 1px solid var(--grid); border-left: 5px solid var(--chosen);
        border-radius: 6px; padding: .8rem 1.2rem; margin: 1rem 0 }
      .answer.none { border-left-color: var(--target) }
      .answer p { max-width: none }
      .policy { font-size: 1.25rem; font-weight: 600 }
      .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem;
        margin: 1rem 0; max-width: none }
      .facts div { background: var(--panel); border-radius: 6px; padding: .5rem .8rem }
      .facts dt { color: var(--quiet); font-size: .85rem }
      .facts dd { margin: 0; overflow-wrap: anywhere; font-size: 1.15rem; font-weight: 600; font-variant-numeric: tabular-nums }
      figure { margin: 1rem 0 }
      figure svg { display: block; width: 100%; height: auto }
      figure svg.narrow { display: none }
      .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; margin: .3rem 0;
        font-size: .9rem; max-width: none }
      .legend svg { display: inline-block; width: 22px; height: 14px; margin-right: .4rem; vertical-align: -2px }
      .scroll { overflow-x: auto; margin: .8rem 0 }
      table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums }
      caption { text-align: left; color: var(--quiet); padding-bottom: .4rem }
      th, td { padding: .3rem .6rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--grid) }
      thead th { vertical-align: bottom; border-bottom: 2px solid var(--axis) }
      th:first-child, td.words, th.words { text-align: left }
      tbody th { font-weight: 400 }
      .group { text-align: center; border-bottom: 1px solid var(--grid) }
      tr.chosen { background: var(--panel) }
      tr.chosen th, tr.chosen td { font-weight: 600 }
      tr.dominated { color: var(--quiet) }
      tr:target { outline: 2px solid var(--forget); outline-offset: -2px }
      td.miss { color: var(--target) }
      th button { all: unset; cursor: pointer; text-decoration: underline dotted; text-underline-offset: 3px }
      th button:focus-visible { outline: 2px solid var(--forget); outline-offset: 2px }
      th[aria-sort=ascending] button::after { content: ' \\2191' }
      th[aria-sort=descending] button::after { content: ' \\2193' }
      dl.terms dt { font-weight: 600; margin-top: .6rem }
      dl.terms dd { margin: 0 }
      @media (max-width: 640px) {
        header, main, footer { padding-left: 1rem; padding-right: 1rem }
        h1 { font-size: 1.4rem }
        figure svg.wide { display: none }
        figure svg.narrow { display: block }
      }
      @media print {
        body { font-size: 10pt }
        h2, h3 { break-after: avoid }
        figure, tr, .answer { break-inside: avoid }
        .scroll { overflow: visible }
        table { font-size: 7pt }
        th, td { padding: .15rem .3rem }
        th button { text-decoration: none }
      }
      """;

  private PageStyle() {}

  static String sheet() {
    return ":root { "
        + ChartStyle.variables(false)
        + "--panel: #f6f8fa }\n"
        + "@media screen and (prefers-color-scheme: dark) { :root { "
        + ChartStyle.variables(true)
        + "--panel: #161b22 } }\n"
        + RULES
        + ChartStyle.rules();
  }
}
