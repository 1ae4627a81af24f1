package io.github.ginestra.reports;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.w3c.dom.Document;

/** A drawing as an inline SVG element. */
final class SvgDrawing {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** The number of decimals of a coordinate. */
  private static final int PRECISION = 2;

  private SvgDrawing() {}

  /** Draws on a canvas. */
  interface Drawing {
    void draw(Graphics2D graphics, Rectangle2D area);
  }

  /**
   * Creates the element.
   *
   * @param id a name that no other drawing on the page has
   * @return an element without a size, which fills the available width
   */
  static Element of(String id, int width, int height, Drawing drawing) {
    Document document = newDocument();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(PRECISION);
    context.setIDGenerator(new Ids(id));
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    drawing.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    org.w3c.dom.Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 " + width + ' ' + height);
    return cleaned(print(root));
  }

  /** Makes the ids of definitions unique on the page. */
  private static final class Ids extends SVGIDGenerator {
    private final String id;

    Ids(String id) {
      this.id = id;
    }

    @Override
    public String generateID(String prefix) {
      return super.generateID(id + '-' + prefix);
    }
  }

  private static Document newDocument() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform has documents", e);
    }
  }

  private static String print(org.w3c.dom.Element root) {
    try {
      TransformerFactory factory = TransformerFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Transformer transformer = factory.newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(root), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("a drawing could not be written", e);
    }
  }

  /** Removes redundant attributes, and lets the style sheet choose the colours. */
  private static Element cleaned(String svg) {
    org.jsoup.nodes.Document parsed = org.jsoup.Jsoup.parse(svg, "", Parser.xmlParser());
    parsed.outputSettings().prettyPrint(false);
    Element root = parsed.child(0);
    root.removeAttr("xmlns").removeAttr("xmlns:xlink").removeAttr("width").removeAttr("height");
    for (Element element : root.getAllElements()) {
      element.removeAttr("xml:space");
      element.removeAttr("font-family");
      for (String attribute : List.of("fill", "stroke")) {
        name(element, attribute);
      }
    }
    root.select("defs").removeAttr("id");
    root.select("defs:empty").remove();
    root.remove();
    return root;
  }

  private static void name(Element element, String attribute) {
    for (ChartColour colour : ChartColour.values()) {
      if (element.attr(attribute).equals(colour.written())) {
        element.removeAttr(attribute);
        element.attr(
            "style", element.attr("style") + attribute + ":var(--" + colour.cssName() + ");");
      }
    }
  }
}
