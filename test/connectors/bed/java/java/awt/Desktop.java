package java.awt;

import java.io.IOException;
import java.net.URI;

/** The desktop of a machine that has no screen: all it can do is open a page in the browser that BROWSER names. */
public class Desktop {
    public enum Action {
        BROWSE
    }

    public static boolean isDesktopSupported() {
        return true;
    }

    public static Desktop getDesktop() {
        return new Desktop();
    }

    public boolean isSupported(Action action) {
        return action == Action.BROWSE;
    }

    public void browse(URI page) throws IOException {
        new ProcessBuilder(System.getenv("BROWSER"), page.toString()).start();
    }
}
