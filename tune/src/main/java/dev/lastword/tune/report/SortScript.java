// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

/** Makes the columns of tables sortable. Without it a page lacks nothing else. */
final class SortScript {

  /** Free of characters that HTML and XML treat differently in a script. */
  static final String CODE =
      """
      document.querySelectorAll('table.sortable').forEach(function (table) {
        var body = table.tBodies[0];
        var heads = Array.from(table.querySelectorAll('thead th[scope=col]'));
        function value(row, column) {
          var cell = row.cells[column];
          return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
        }
        function compare(a, b) {
          return typeof a === 'number' ? a - b : a.localeCompare(b);
        }
        heads.forEach(function (head, column) {
          var button = document.createElement('button');
          button.type = 'button';
          button.textContent = head.textContent;
          head.replaceChildren(button);
          button.addEventListener('click', function () {
            var down = head.getAttribute('aria-sort') === 'ascending';
            heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
            head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
            Array.from(body.rows).sort(function (a, b) {
              var order = compare(value(a, column), value(b, column));
              return down ? -order : order;
            }).forEach(function (row) { body.append(row); });
          });
        });
      });
      """;

  private SortScript() {}
}
