"""One child."""
