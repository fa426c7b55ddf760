package io.lavra.source.documents;

import java.util.Set;
import org.commonmark.node.Code;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.text.TextContentNodeRendererContext;

/** Gives inline code and links as their words, without the quotes commonmark puts around them. */
final class DocumentMarkdownWords implements NodeRenderer {
  private final TextContentNodeRendererContext context;

  DocumentMarkdownWords(TextContentNodeRendererContext context) {
    this.context = context;
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(Code.class, Link.class);
  }

  @Override
  public void render(Node node) {
    if (node instanceof Code code) {
      context.getWriter().write(code.getLiteral());
    } else if (node instanceof Link link) {
      for (Node child = link.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
      context.getWriter().write(" (" + link.getDestination() + ")");
    }
  }
}
