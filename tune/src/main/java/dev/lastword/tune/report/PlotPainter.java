// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import dev.lastword.tune.report.Plot.Spot;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Has XChart paint the inside of a plot: its layers, in the codes of their inks, and nothing else.
 * All words are left to {@link PlotImage}, since XChart turns text into outlines: it would weigh
 * more than all the rest, take a font of the machine that writes the report and none of the one
 * that shows it.
 */
final class PlotPainter {

  private static final Color NOTHING = new Color(0, 0, 0, 0);

  private final XYChart chart;
  private int names;

  PlotPainter(Plot plot, int width, int height) {
    chart = new XYChartBuilder().width(width).height(height).build();
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setYAxisLogarithmic(true)
        .setXAxisMin(plot.x().min())
        .setXAxisMax(plot.x().max())
        .setYAxisMin(plot.y().min())
        .setYAxisMax(plot.y().max())
        .setAxisTicksVisible(false)
        .setAxisTitlesVisible(false)
        .setPlotGridLinesVisible(false)
        .setPlotMargin(0)
        .setPlotContentSize(1)
        .setPlotBorderVisible(false)
        .setPlotBackgroundColor(NOTHING)
        .setChartBackgroundColor(NOTHING)
        .setChartPadding(0)
        .setChartTitleVisible(false)
        .setLegendVisible(false);
    plot.layers().forEach(this::add);
  }

  /** What was painted, as XChart's SVG. */
  String paint() {
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    PageSize page = new PageSize(0, 0, chart.getWidth(), chart.getHeight());
    return new SVGProcessor().getDocument(graphics.getCommands(), page).toString();
  }

  /** Pixels from the left; after painting. */
  double across(double x) {
    return chart.getScreenXFromChart(x);
  }

  /** Pixels from the top; after painting. */
  double down(double y) {
    return chart.getScreenYFromChart(y);
  }

  private void add(Layer layer) {
    switch (layer) {
      case Layer.Marks marks -> {
        XYSeries series = add(layer, marks.spots(), XYSeriesRenderStyle.Scatter);
        series.setMarker(new ShapeMarker(marks.shape(), marks.size()));
      }
      case Layer.Curve curve -> {
        XYSeries series = add(layer, curve.spots(), XYSeriesRenderStyle.Line);
        series.setLineStyle(stroke(curve.stroke()));
      }
      case Layer.Bars bars -> bars.bars().forEach(bar -> add(layer, bar));
    }
  }

  private void add(Layer layer, Layer.Bar bar) {
    double ground = chart.getStyler().getYAxisMin();
    List<Spot> corners =
        List.of(
            new Spot(bar.from(), ground),
            new Spot(bar.from(), bar.height()),
            new Spot(bar.to(), bar.height()),
            new Spot(bar.to(), ground));
    add(layer, corners, XYSeriesRenderStyle.PolygonArea);
  }

  /** A series with neither markers nor lines, yet. */
  private XYSeries add(Layer layer, List<Spot> spots, XYSeriesRenderStyle style) {
    double[] x = spots.stream().mapToDouble(Spot::x).toArray();
    double[] y = spots.stream().mapToDouble(Spot::y).toArray();
    Color code = layer.ink().code();
    Marker none = SeriesMarkers.NONE;
    XYSeries series = chart.addSeries("series " + names++, x, y);
    series.setXYSeriesRenderStyle(style);
    series.setMarker(none).setMarkerColor(code);
    series.setLineStyle(SeriesLines.NONE).setLineColor(code);
    series.setFillColor(code);
    return series;
  }

  private static BasicStroke stroke(Layer.Stroke stroke) {
    return switch (stroke) {
      case SOLID -> new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
      case THIN -> new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
      case DASHED -> dashed(7, 4);
      case DOTTED -> dashed(2, 3);
    };
  }

  private static BasicStroke dashed(float dash, float gap) {
    float[] dashes = {dash, gap};
    return new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
  }
}
